/**
 * The face of a model to the Deep Java Library: an engine without autograd, blocks over our layers, files, and a translator,
 * so that an exported model answers outside Neo4j through {@code Criteria} and {@code Predictor}. It must not know training
 * or Neo4j. Start reading at {@link org.graphunlearning.gnn.djl.GnnModel}.
 */
@NullMarked
package org.graphunlearning.gnn.djl;

import org.jspecify.annotations.NullMarked;
