/**
 * Whether a model forgot: what is measured, against which controls, and what may be concluded. It must not know certificates,
 * reports or a database. Start reading at {@link org.graphunlearning.verify.verdict.Verification} and
 * {@link org.graphunlearning.verify.verdict.PairedRule}.
 */
@NullMarked
package org.graphunlearning.verify.verdict;

import org.jspecify.annotations.NullMarked;
