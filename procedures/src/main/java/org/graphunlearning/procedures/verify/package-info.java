/**
 * Verification of deletions: inside the deletion, with what is stored about it, and afterwards, with what can still be found out.
 * It must not know how a deletion is carried out or in which order things are written. Start reading at
 * {@link org.graphunlearning.procedures.verify.VerifyProcedures} and {@link org.graphunlearning.procedures.verify.ModelVerifier}.
 */
@NullMarked
package org.graphunlearning.procedures.verify;

import org.jspecify.annotations.NullMarked;
