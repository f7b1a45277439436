package org.graphunlearning.procedures.job;

import org.graphunlearning.procedures.lifecycle.CallScope;
import org.neo4j.internal.kernel.api.security.AdminActionOnResource;
import org.neo4j.internal.kernel.api.security.PrivilegeAction;
import org.neo4j.internal.kernel.api.security.SecurityContext;
import org.neo4j.internal.kernel.api.security.UserSegment;

/**
 * Who asks. Everybody may see and end calls of their own; whose transactions of others somebody may see or terminate by Neo4j's own
 * rules, their calls too. Community Edition has no roles and lets every user do so, as does a call that Neo4j was told to boost.
 */
record Viewer(SecurityContext security, String database) {
    static Viewer of(CallScope scope) {
        return new Viewer(scope.security(), scope.databaseName());
    }

    String name() {
        return security.subject().executingUser();
    }

    boolean maySee(Job job) {
        return isOwn(job) || allows(PrivilegeAction.SHOW_TRANSACTION, job);
    }

    boolean mayEnd(Job job) {
        return isOwn(job) || allows(PrivilegeAction.TERMINATE_TRANSACTION, job);
    }

    private boolean isOwn(Job job) {
        return name().equals(job.user());
    }

    private boolean allows(PrivilegeAction action, Job job) {
        var scope = new AdminActionOnResource.DatabaseScope(database);
        return security.allowsAdminAction(new AdminActionOnResource(action, scope, new UserSegment(job.user())))
                .allowsAccess();
    }
}
