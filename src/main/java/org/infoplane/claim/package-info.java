/**
 * The findings that the literature claims of transfer entropy in networks, as tests over many
 * seeds: computed, each with its null and a verdict. With it what such tests need: the small
 * results of a seeded run, kept in files, rank correlations, sign tests, phases of fitting and
 * compression.
 *
 * <p>A null argument is a {@link NullPointerException} that names it.
 */
@NullMarked
package org.infoplane.claim;

import org.jspecify.annotations.NullMarked;
