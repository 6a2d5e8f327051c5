/**
 * Results as values: estimates with their bias, null and warnings, in records that hold neither
 * network nor recording. Tables and figures are made of them. Summaries of seeded runs are kept in
 * files. Records do not copy their lists: pass lists that do not change.
 *
 * <p>A null argument is a {@link NullPointerException} that names it.
 */
@NullMarked
package org.infoplane.result;

import org.jspecify.annotations.NullMarked;
