/**
 * The shared test database and the graphs tests put into it.
 * It must not hold tests of a capability; those sit in its package. Start reading at
 * {@link org.graphunlearning.procedures.TestDatabase}.
 */
package org.graphunlearning.procedures;
