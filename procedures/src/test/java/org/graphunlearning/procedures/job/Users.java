package org.graphunlearning.procedures.job;

import java.util.List;
import java.util.Map;
import org.graphunlearning.procedures.TestDatabase;
import org.neo4j.internal.kernel.api.connectioninfo.ClientConnectionInfo;
import org.neo4j.internal.kernel.api.security.AbstractSecurityLog;
import org.neo4j.internal.kernel.api.security.AccessMode;
import org.neo4j.internal.kernel.api.security.AdminAccessMode;
import org.neo4j.internal.kernel.api.security.AdminActionOnResource;
import org.neo4j.internal.kernel.api.security.AuthSubject;
import org.neo4j.internal.kernel.api.security.AuthenticationResult;
import org.neo4j.internal.kernel.api.security.LoginContext;
import org.neo4j.internal.kernel.api.security.PermissionState;
import org.neo4j.internal.kernel.api.security.PrivilegeAction;
import org.neo4j.internal.kernel.api.security.SecurityContext;
import org.neo4j.internal.kernel.api.security.UserSegment;
import org.neo4j.kernel.api.KernelTransaction;
import org.neo4j.kernel.database.PrivilegeDatabaseReference;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/**
 * Users with the rights that Enterprise Edition would give them over the transactions of others; Community Edition has no such
 * rights to take away.
 */
final class Users {
    private Users() {}

    /** Somebody with these rights over everybody's transactions, and no other administrator's right. */
    static SecurityContext user(String name, PrivilegeAction... rights) {
        return new Restricted(name, AccessMode.Static.FULL, List.of(rights));
    }

    /** Runs a query as somebody, in a transaction of its own. */
    static List<Map<String, Object>> run(TestDatabase.Running database, SecurityContext user, String query) {
        var service = (GraphDatabaseAPI) database.service();
        try (var tx = service.beginTransaction(KernelTransaction.Type.EXPLICIT, user)) {
            var rows = TestDatabase.Running.rows(tx, query, Map.of());
            tx.commit();
            return rows;
        }
    }

    private static final class Restricted extends SecurityContext {
        private final String name;
        private final List<PrivilegeAction> rights;

        Restricted(String name, AccessMode mode, List<PrivilegeAction> rights) {
            super(new Named(name), mode, ClientConnectionInfo.EMBEDDED_CONNECTION, "neo4j");
            this.name = name;
            this.rights = rights;
        }

        @Override
        public PermissionState allowsAdminAction(AdminActionOnResource asked) {
            boolean granted = rights.stream()
                    .map(right ->
                            new AdminActionOnResource(right, AdminActionOnResource.DatabaseScope.ALL, UserSegment.ALL))
                    .anyMatch(right -> right.matches(asked));
            return granted ? PermissionState.EXPLICIT_GRANT : PermissionState.NOT_GRANTED;
        }

        @Override
        public SecurityContext withMode(AccessMode other) {
            return new Restricted(name, other, rights);
        }

        /** Neo4j asks where a call is boosted, which here nobody's is although every procedure may be. */
        @Override
        public SecurityContext withMode(AdminAccessMode boosted) {
            return this;
        }

        @Override
        public SecurityContext authorize(
                LoginContext.IdLookup ids, PrivilegeDatabaseReference database, AbstractSecurityLog log) {
            return this;
        }
    }

    private record Named(String name) implements AuthSubject {
        @Override
        public AuthenticationResult getAuthenticationResult() {
            return AuthenticationResult.SUCCESS;
        }

        @Override
        public boolean hasUsername(String username) {
            return name.equals(username);
        }

        @Override
        public String executingUser() {
            return name;
        }
    }
}
