/**
 * Turns Cypher values into entities of the caller's transaction.
 * It must not know what is done with them. Start reading at
 * {@link org.graphunlearning.procedures.entity.EntityResolver}.
 */
@NullMarked
package org.graphunlearning.procedures.entity;

import org.jspecify.annotations.NullMarked;
