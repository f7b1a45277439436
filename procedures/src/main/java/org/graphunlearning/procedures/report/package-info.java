/**
 * One page per request and model that tells what was asked, what was done and what was measured. It must not know how anything was
 * measured, ask a model again, or name what was deleted. Start reading at
 * {@link org.graphunlearning.procedures.report.ReportProcedures}.
 */
@NullMarked
package org.graphunlearning.procedures.report;

import org.jspecify.annotations.NullMarked;
