/**
 * The record that says what was forgotten, how, and which bits it left behind: signed, chained, and checkable without the
 * database. It must not know a database, element ids or property values. Start reading at
 * {@link org.graphunlearning.verify.certificate.Certificate}, then {@link org.graphunlearning.verify.certificate.Chain} and
 * {@link org.graphunlearning.verify.certificate.ChainVerifier}.
 */
@NullMarked
package org.graphunlearning.verify.certificate;

import org.jspecify.annotations.NullMarked;
