package org.infoplane.result;

/**
 * A directed edge from unit to unit.
 *
 * @param from source layer
 * @param source its unit
 * @param to target layer
 * @param target its unit
 * @param nats transfer entropy
 * @param pValue of the analytic test or the selection, without correction for many pairs
 */
public record Edge(String from, int source, String to, int target, double nats, double pValue) {}
