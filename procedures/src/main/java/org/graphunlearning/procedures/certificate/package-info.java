/**
 * The chain of certificates in the database: written by deletions, read and checked by {@code unlearn.certificate.*}. It must not
 * know how anything is deleted or unlearned. Start reading at {@link org.graphunlearning.procedures.certificate.RequestLog} and
 * {@link org.graphunlearning.procedures.certificate.CertificateProcedures}.
 */
@NullMarked
package org.graphunlearning.procedures.certificate;

import org.jspecify.annotations.NullMarked;
