/**
 * What a measure is compared with: surrogates and the analytic null. {@link
 * org.infoplane.measure.nulls.Null} has the list; your own is a class that implements {@link
 * org.infoplane.measure.nulls.Surrogates} or {@link org.infoplane.measure.nulls.ValueSurrogates}.
 */
@NullMarked
package org.infoplane.measure.nulls;

import org.jspecify.annotations.NullMarked;
