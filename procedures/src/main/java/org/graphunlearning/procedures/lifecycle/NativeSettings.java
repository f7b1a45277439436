package org.graphunlearning.procedures.lifecycle;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * System properties that must be in place before the first class of ND4J or DJL initialises.
 *
 * <p>Without them native libraries unpack into the home folder of the user, ND4J counts the page cache against its memory
 * limit and stops the server's work, and DJL asks cloud metadata services who it is.
 */
record NativeSettings(Map<String, String> properties) {
    /** The settings that keep every file below one folder. */
    static NativeSettings under(Path folder) {
        var out = new TreeMap<String, String>();
        out.put("org.bytedeco.javacpp.cachedir", folder.resolve("native").toString());
        out.put("org.bytedeco.javacpp.maxphysicalbytes", "0");
        out.put(
                "org.bytedeco.javacpp.maxbytes",
                Long.toString(Runtime.getRuntime().maxMemory()));
        out.put("ai.djl.offline", "true");
        out.put("DJL_CACHE_DIR", folder.resolve("djl").toString());
        out.put("ENGINE_CACHE_DIR", folder.resolve("djl").toString());
        out.put("OPT_OUT_TRACKING", "true");
        return new NativeSettings(out);
    }

    /** Sets each property, unless an administrator already did on the command line. */
    void applyUnlessSet() {
        properties.forEach((key, value) -> {
            if (System.getProperty(key) == null) {
                System.setProperty(key, value);
            }
        });
    }
}
