/**
 * The claims of the literature about transfer entropy and compression in networks as tests over
 * many seeds, each with its null and a verdict. Uses only the public API of the other packages, as
 * any study could.
 *
 * <p>A null argument is a {@link NullPointerException} that names it.
 */
@NullMarked
package org.infoplane.paper;

import org.jspecify.annotations.NullMarked;
