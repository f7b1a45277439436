/**
 * Verification that repeats itself: when it is due, what it checks, and what came out.
 * It must not know how anything is deleted or certified, and it changes nothing but its own nodes. Start reading at
 * {@link org.graphunlearning.procedures.schedule.ScheduleProcedures} and
 * {@link org.graphunlearning.procedures.schedule.ScheduleRunner}.
 */
@NullMarked
package org.graphunlearning.procedures.schedule;

import org.jspecify.annotations.NullMarked;
