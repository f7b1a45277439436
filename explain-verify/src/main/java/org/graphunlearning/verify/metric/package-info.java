/**
 * How explanations of one prediction differ between models: residual attribution, heat-map shift, score deviation.
 * It must not know verdicts, how a model was made to forget, or a database. Start reading at
 * {@link org.graphunlearning.verify.metric.ExplanationMetrics}.
 */
@NullMarked
package org.graphunlearning.verify.metric;

import org.jspecify.annotations.NullMarked;
