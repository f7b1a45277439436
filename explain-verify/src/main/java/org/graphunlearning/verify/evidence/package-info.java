/**
 * Everything that is measured about one deletion from one model: verdict, the five metrics, attacks and utility, side by side with their
 * controls. It must not know a database, and nothing here decides a verdict. Start reading at
 * {@link org.graphunlearning.verify.evidence.EvidenceCollector}.
 */
@NullMarked
package org.graphunlearning.verify.evidence;

import org.jspecify.annotations.NullMarked;
