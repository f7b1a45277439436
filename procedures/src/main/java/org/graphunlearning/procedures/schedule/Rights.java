package org.graphunlearning.procedures.schedule;

import java.util.List;
import org.neo4j.internal.kernel.api.security.AccessMode;
import org.neo4j.internal.kernel.api.security.SecurityContext;

/**
 * What a transaction that no user asked for may do. Neo4j 5.26 and 2026 have the same modes in types of different names, so they are
 * looked up by name: a reference to either type would keep the database from starting on the other line.
 */
enum Rights {
    /** Reads everything and writes nothing. */
    READ,
    /** Writes data and new tokens, never schema. */
    TOKEN_WRITE;

    private static final String API = "org.neo4j.internal.kernel.api.security.";
    private static final List<String> TYPES = List.of(API + "AccessMode$Static", API + "StaticAccessMode");

    /**
     * As the kernel wants it.
     *
     * @throws IllegalStateException on a line of Neo4j that has no such mode
     */
    SecurityContext context() {
        return SecurityContext.AUTH_DISABLED.withMode(mode());
    }

    private AccessMode mode() {
        for (var type : TYPES) {
            for (var constant : constants(type)) {
                if (constant instanceof AccessMode mode
                        && ((Enum<?>) constant).name().equals(name())) {
                    return mode;
                }
            }
        }
        throw new IllegalStateException("This version of Neo4j has no access mode `" + name()
                + "` that the plugin knows; schedules need Neo4j 5.26 or 2026.");
    }

    private static Object[] constants(String type) {
        try {
            var constants = Class.forName(type).getEnumConstants();
            return constants == null ? new Object[0] : constants;
        } catch (ClassNotFoundException e) {
            return new Object[0]; // the other line's name
        }
    }
}
