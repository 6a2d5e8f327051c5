/**
 * Recordings in files, written atomically by one writer at a time.
 *
 * <p>A file is 16 magic bytes with the version of the format, then blocks. All numbers are
 * little-endian.
 *
 * <table>
 * <caption>A block</caption>
 * <tr><th>bytes</th><th>content</th></tr>
 * <tr><td>4</td><td>kind, letters</td></tr>
 * <tr><td>4</td><td>CRC-32C of the payload</td></tr>
 * <tr><td>8</td><td>length of the payload, a multiple of 8</td></tr>
 * <tr><td>4</td><td>0</td></tr>
 * <tr><td>4</td><td>CRC-32C of these 4 bytes of the block before, then of these 20 bytes, so that no
 *     block can be missing, duplicated or moved. The first block is chained to the CRC-32C of the 16
 *     magic bytes. In files of format 1: of these 20 bytes alone.</td></tr>
 * <tr><td>...</td><td>payload</td></tr>
 * </table>
 *
 * <table>
 * <caption>Kinds, in this order</caption>
 * <tr><th>kind</th><th>payload</th></tr>
 * <tr><td>HEAD</td><td>JSON: layers (name, type, units, inputs), recipe in words, typed facts</td></tr>
 * <tr><td>NETW; EXAM, VALS...; PARM, VALS...</td><td>JSON: kind and configuration of the network;
 *     axis and shape of the examples of a probe; epoch and iteration of the parameters; only if
 *     weights are kept</td></tr>
 * <tr><td>INPT, GRPS</td><td>JSON: a time axis; its samples {@linkplain
 *     org.infoplane.symbol.Packing grouped} by their input</td></tr>
 * <tr><td>SNAP, GRPS, VALS... or SYMB, GRPS...</td><td>JSON: time axis, epoch, number of samples and
 *     layers, first sample of each mini-batch, units and number of blocks of layers whose values are
 *     kept, binning reports; labels; the values of each layer, in blocks of at most 64 MB, or its
 *     symbols; with bins, the patterns of each layer of symbols</td></tr>
 * <tr><td>EPOC</td><td>JSON: an epoch is finished; accuracy and loss. Blocks after the last of these
 *     are ignored.</td></tr>
 * <tr><td>DONE</td><td>JSON: training is finished</td></tr>
 * </table>
 */
@NullMarked
package org.infoplane.recording.store;

import org.jspecify.annotations.NullMarked;
