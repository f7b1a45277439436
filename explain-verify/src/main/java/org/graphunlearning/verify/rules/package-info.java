/**
 * Rules that imitate what a model answers, and how far the rules of two models lie apart.
 * It must not know models, explanations or a database: it sees answers only. Start reading at
 * {@link org.graphunlearning.verify.rules.Surrogate} and {@link org.graphunlearning.verify.rules.RuleShift}.
 */
@NullMarked
package org.graphunlearning.verify.rules;

import org.jspecify.annotations.NullMarked;
