/**
 * Keeps models and certificates as nodes of the caller's database, written in the caller's transaction.
 * It must not know how a model is trained or made to forget; a model is bytes and facts here. Start reading at
 * {@link org.graphunlearning.procedures.store.ModelStore}.
 */
@NullMarked
package org.graphunlearning.procedures.store;

import org.jspecify.annotations.NullMarked;
