/**
 * infoplane: what each layer of a neural network knows, and what passes between layers while it
 * learns. The front door is {@link org.infoplane.Notebook}.
 */
@NullMarked
package org.infoplane;

import org.jspecify.annotations.NullMarked;
