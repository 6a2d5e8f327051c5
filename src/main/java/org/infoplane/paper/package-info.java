/**
 * The findings that the literature claims of transfer entropy and of compression in networks, as
 * tests over many seeds: computed, each with its null and a verdict. Made of the public parts of
 * the other packages only, as any study could be.
 *
 * <p>A null argument is a {@link NullPointerException} that names it.
 */
@NullMarked
package org.infoplane.paper;

import org.jspecify.annotations.NullMarked;
