/**
 * The catalogue of models: listing, dropping, and moving them between databases.
 * It must not know how models are trained or made to forget. Start reading at
 * {@link org.graphunlearning.procedures.model.ModelProcedures}.
 */
@NullMarked
package org.graphunlearning.procedures.model;

import org.jspecify.annotations.NullMarked;
