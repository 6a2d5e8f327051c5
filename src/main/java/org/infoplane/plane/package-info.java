/**
 * Questions asked of a recording: tables and figures. The only package that knows Tablesaw and its
 * Plotly. Figures carry their script with them and work with no network.
 */
@NullMarked
package org.infoplane.plane;

import org.jspecify.annotations.NullMarked;
