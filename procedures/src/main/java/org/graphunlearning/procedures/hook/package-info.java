/**
 * Notices what plain Cypher takes away that models have learned from, and keeps a record of it until they have forgotten.
 * It must not know how a model forgets, nor copy anything of what was deleted. Start reading at
 * {@link org.graphunlearning.procedures.hook.DeletionHook} and {@link org.graphunlearning.procedures.hook.PendingStore}.
 */
@NullMarked
package org.graphunlearning.procedures.hook;

import org.jspecify.annotations.NullMarked;
