/**
 * What a prediction rests on, as rows that Browser draws: nodes, relationships, feature values, and the paths between them.
 * It must not know how scores come about or how a model is made to forget. Start reading at
 * {@link org.graphunlearning.procedures.explain.ExplainProcedures}.
 */
@NullMarked
package org.graphunlearning.procedures.explain;

import org.jspecify.annotations.NullMarked;
