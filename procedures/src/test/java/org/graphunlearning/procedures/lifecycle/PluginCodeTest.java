package org.graphunlearning.procedures.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.graphunlearning.verify.certificate.Software;
import org.graphunlearning.verify.certificate.Software.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The oracle is SHA-256 over the whole file at once. */
class PluginCodeTest {
    @TempDir
    Path folder;

    private static byte[] classFile(Class<?> type) throws IOException {
        try (var in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            return in.readAllBytes();
        }
    }

    private Path jar(String name, Class<?> type) throws IOException {
        var file = folder.resolve(name);
        try (var out = new JarOutputStream(Files.newOutputStream(file))) {
            out.putNextEntry(new JarEntry(type.getName().replace('.', '/') + ".class"));
            out.write(classFile(type));
            out.putNextEntry(new JarEntry("filling"));
            out.write(new byte[300_000]); // more than one block
        }
        return file;
    }

    private static Class<?> loaded(Path jar, Class<?> type) throws IOException, ClassNotFoundException {
        try (var loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            return loader.loadClass(type.getName());
        }
    }

    private static String sha256(Path file) throws IOException, GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    @Test
    void namesTheJarThatAClassCameFrom() throws Exception {
        var jar = jar("plug in.jar", PluginVersion.class);

        var code = PluginCode.of(List.of(loaded(jar, PluginVersion.class)));

        assertThat(code).isEqualTo(new Software(PluginVersion.CURRENT, Source.JAR, sha256(jar)));
    }

    @Test
    void namesNoJarWhereClassesCameFromSeveral() throws Exception {
        var one = loaded(jar("one.jar", PluginVersion.class), PluginVersion.class);
        var other = loaded(jar("other.jar", PluginVersion.class), PluginVersion.class);

        assertThat(PluginCode.of(List.of(one, other)))
                .isEqualTo(new Software(PluginVersion.CURRENT, Source.SEVERAL, null));
    }

    @Test
    void saysThatClassesCameFromAFolder() throws Exception {
        assertThat(PluginCode.of(List.of(PluginCodeTest.class)).source()).isEqualTo(Source.FOLDER);
    }

    @Test
    void saysThatItCannotTell() throws Exception {
        var jar = jar("gone.jar", PluginVersion.class);
        var type = loaded(jar, PluginVersion.class);
        Files.delete(jar);

        assertThat(PluginCode.of(List.of(type)).source()).isEqualTo(Source.UNKNOWN);
        assertThat(PluginCode.of(List.of(String.class)).source()).isEqualTo(Source.UNKNOWN);
    }

    @Test
    void comparesTheCodeOfACertificateWithItsOwn() {
        var code = new Software("1", Source.JAR, "a".repeat(64));

        assertThat(code.comparedWith(Map.of())).startsWith("It names no code");
        assertThat(code.comparedWith(Map.of("codeSource", "FOLDER"))).contains("a folder of classes");
        assertThat(code.comparedWith(Map.of("codeSource", "JAR", "codeSha256", "a".repeat(64))))
                .contains("that runs now");
        assertThat(code.comparedWith(Map.of("codeSource", "JAR", "codeSha256", "b".repeat(64))))
                .contains("another plugin jar");
    }
}
