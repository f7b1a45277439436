package org.graphunlearning.gnn.graph;

/**
 * The role of each row.
 *
 * @param roles ordinals of {@link Role}, one per row
 */
public record Split(byte[] roles) {
    private static final Role[] ROLES = Role.values();

    /** Checks that every ordinal names a role. */
    public Split {
        for (byte role : roles) {
            if (role < 0 || role >= ROLES.length) {
                throw new IllegalArgumentException("Role " + role + " does not exist.");
            }
        }
    }

    /**
     * Draws roles for labelled rows from the node key, so that deleting one node moves no other to another role.
     *
     * @param keys node keys
     * @param labels who is labelled; unlabelled rows get {@link Role#NONE}
     * @param testFraction expected share of labelled rows in {@link Role#TEST}, in {@code [0, 1)}
     * @param validationFraction expected share in {@link Role#VALIDATION}; the two sum to less than 1
     * @param seed of the draw
     */
    public static Split random(long[] keys, Labels labels, double testFraction, double validationFraction, long seed) {
        if (!(testFraction >= 0 && validationFraction >= 0 && testFraction + validationFraction < 1)) {
            throw new IllegalArgumentException("Test fraction " + testFraction + " and validation fraction "
                    + validationFraction + " must not be negative and must sum to less than 1.");
        }
        var roles = new byte[keys.length];
        for (int row = 0; row < keys.length; row++) {
            if (labels.isLabelled(row)) {
                double draw = (KeyHash.mix(seed, keys[row]) >>> 11) * 0x1.0p-53;
                var role = draw < testFraction
                        ? Role.TEST
                        : draw < testFraction + validationFraction ? Role.VALIDATION : Role.TRAIN;
                roles[row] = (byte) role.ordinal();
            }
        }
        return new Split(roles);
    }

    /** Role of a row. */
    public Role role(int row) {
        return ROLES[roles[row]];
    }

    /** How many rows have a role. */
    public int count(Role role) {
        int count = 0;
        for (byte r : roles) {
            count += r == role.ordinal() ? 1 : 0;
        }
        return count;
    }

    /** The rows that have a role, ascending. */
    public int[] rows(Role role) {
        var out = new int[count(role)];
        int length = 0;
        for (int row = 0; row < roles.length; row++) {
            if (roles[row] == role.ordinal()) {
                out[length++] = row;
            }
        }
        return out;
    }

    /** The same roles with none for the rows named: without a label a role means nothing. */
    Split withCleared(int[] rows) {
        var out = roles.clone();
        for (int row : rows) {
            out[row] = (byte) Role.NONE.ordinal();
        }
        return new Split(out);
    }

    Split select(int[] rows) {
        var out = new byte[rows.length];
        for (int i = 0; i < rows.length; i++) {
            out[i] = roles[rows[i]];
        }
        return new Split(out);
    }
}
