/**
 * Null hypotheses of a measure: surrogates and the analytic null. {@link
 * org.infoplane.measure.nulls.Null} lists them; a null of your own implements {@link
 * org.infoplane.measure.nulls.Surrogates} or {@link org.infoplane.measure.nulls.ValueSurrogates}.
 */
@NullMarked
package org.infoplane.measure.nulls;

import org.jspecify.annotations.NullMarked;
