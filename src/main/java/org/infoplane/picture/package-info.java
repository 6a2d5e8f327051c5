/**
 * A still picture of a figure, drawn as Plotly draws it but without a browser, for viewers that run
 * no script. The door is {@link org.infoplane.picture.Picture}.
 */
@NullMarked
package org.infoplane.picture;

import org.jspecify.annotations.NullMarked;
