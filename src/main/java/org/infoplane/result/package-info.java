/**
 * What was measured, as values: numbers with their bias, null and warnings, in records that hold no
 * network and no recording. Tables and figures are made of these. With them the small results of
 * seeded runs, kept in files. Records take their lists as they are: hand over lists that do not
 * change.
 *
 * <p>A null argument is a {@link NullPointerException} that names it.
 */
@NullMarked
package org.infoplane.result;

import org.jspecify.annotations.NullMarked;
