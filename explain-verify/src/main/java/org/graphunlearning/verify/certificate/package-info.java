/**
 * The record that says what was forgotten, how, and which bits it left behind, in a form an auditor can hash again.
 * It must not know a database, element ids or property values. Start reading at
 * {@link org.graphunlearning.verify.certificate.Certificate}.
 */
@NullMarked
package org.graphunlearning.verify.certificate;

import org.jspecify.annotations.NullMarked;
