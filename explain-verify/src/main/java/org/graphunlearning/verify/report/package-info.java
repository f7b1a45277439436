/**
 * One forget request as a page that a person can read, print and keep.
 * It must not know a database, element keys of deleted things or how a number was computed. Start reading at
 * {@link org.graphunlearning.verify.report.HtmlReport} and {@link org.graphunlearning.verify.report.ForgetReport}.
 */
@NullMarked
package org.graphunlearning.verify.report;

import org.jspecify.annotations.NullMarked;
