package org.graphunlearning.procedures.lifecycle;

/** The version of this plugin, as certificates name it. */
public final class PluginVersion {
    /** Kept equal to the version of the build by a test. */
    public static final String CURRENT = "0.1.0-SNAPSHOT";

    private PluginVersion() {}
}
