/**
 * The benchmarks behind {@code ./bench}: each measures us, and on request a rival, in one interleaved run. It must not know
 * the server or the database. Start reading at {@link org.graphunlearning.workbench.bench.Bench}.
 */
@NullMarked
package org.graphunlearning.workbench.bench;

import org.jspecify.annotations.NullMarked;
