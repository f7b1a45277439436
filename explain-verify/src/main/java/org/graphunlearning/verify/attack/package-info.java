/**
 * Attacks that ask a model what it still knows, and how their success is counted.
 * It must not know how a model was made to forget. Start reading at
 * {@link org.graphunlearning.verify.attack.MembershipCase} and {@link org.graphunlearning.verify.attack.ThresholdAttack}.
 */
@NullMarked
package org.graphunlearning.verify.attack;

import org.jspecify.annotations.NullMarked;
