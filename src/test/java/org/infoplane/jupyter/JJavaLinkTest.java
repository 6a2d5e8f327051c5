package org.infoplane.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The library is compiled against JJava 1.0-a6, and runs in what {@code pip install jjava} brings.
 * Each member that it calls must be there in 1.0-a7 too, of the same type.
 */
class JJavaLinkTest {

  private static final String JJAVA = "org.dflib.jjava.";

  @Test
  void eachMemberIsTheSameInTheNextVersion() throws IOException {
    assertThat(members())
        .as("members of JJava that the library calls")
        .contains(
            "org.dflib.jjava.jupyter.kernel.display.DisplayData.putTransientData (Ljava/lang/String;Ljava/lang/Object;)V")
        .hasSizeGreaterThan(10)
        .isSubsetOf(next());
  }

  private static Set<String> next() throws IOException {
    try (InputStream file =
        JJavaLinkTest.class.getResourceAsStream("/golden/jjava-1.0-a7-members.txt")) {
      assertThat(file).isNotNull();
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toSet());
    }
  }

  private static Set<String> members() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.infoplane.jupyter");
    Set<String> members = new TreeSet<>();
    for (JavaClass ours : classes) {
      for (JavaAccess<?> access : ours.getAccessesFromSelf()) {
        if (access.getTargetOwner().getName().startsWith(JJAVA)) {
          members.add(member(access));
        }
      }
    }
    return members;
  }

  private static String member(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    if (access instanceof JavaFieldAccess field) {
      return "%s.%s %s"
          .formatted(owner, field.getName(), descriptor(field.getTarget().getRawType()));
    }
    CodeUnitAccessTarget target = ((JavaCodeUnitAccess<?>) access).getTarget();
    return target.getRawParameterTypes().stream()
            .map(JJavaLinkTest::descriptor)
            .collect(Collectors.joining("", owner + "." + target.getName() + " (", ")"))
        + descriptor(target.getRawReturnType());
  }

  private static String descriptor(JavaClass type) {
    return switch (type.getName()) {
      case "void" -> "V";
      case "boolean" -> "Z";
      case "int" -> "I";
      default ->
          type.isArray()
              ? type.getName().replace('.', '/')
              : "L" + type.getName().replace('.', '/') + ";";
    };
  }
}
