/**
 * Class probabilities of nodes from a stored model, streamed or written back.
 * It must not know how the model came to be. Start reading at
 * {@link org.graphunlearning.procedures.predict.PredictProcedures}.
 */
@NullMarked
package org.graphunlearning.procedures.predict;

import org.jspecify.annotations.NullMarked;
