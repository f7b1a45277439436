/**
 * How many edits lie between two explanation subgraphs, with identity (aligned) and without (structural).
 * It must not know models, verdicts or a database. Start reading at
 * {@link org.graphunlearning.verify.distance.ExplanationDistance}.
 */
@NullMarked
package org.graphunlearning.verify.distance;

import org.jspecify.annotations.NullMarked;
