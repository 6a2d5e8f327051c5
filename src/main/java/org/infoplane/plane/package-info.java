/**
 * Questions asked of a recording: tables and figures. The only package that makes Tablesaw tables
 * and Plotly figures. Figures carry their script with them and work with no network.
 */
@NullMarked
package org.infoplane.plane;

import org.jspecify.annotations.NullMarked;
