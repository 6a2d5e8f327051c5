package org.infoplane.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.infoplane.recording.Recording;
import org.jspecify.annotations.Nullable;
import org.objenesis.ObjenesisStd;

/**
 * Queries and results as bytes, for other processes with the same infoplane. Java's serialization,
 * which also writes what is not {@link Serializable}: records, by their components, {@link
 * Optional}, and the library's own final classes, by their fields. A recording becomes its path.
 */
final class Serializer {

  private Serializer() {}

  /** What stands for a recording in the bytes, and becomes one where they are read. */
  interface Places {

    Serializable of(Recording run);
  }

  /**
   * Packs an object.
   *
   * @throws IllegalArgumentException if it holds what cannot be sent, such as a lambda
   */
  static byte[] bytes(Object value, Places places) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream to = new Output(bytes, places)) {
      to.writeObject(value);
    } catch (NotSerializableException e) {
      throw new IllegalArgumentException(
          "A query can be sent to workers if what it is made of are records, and %s is none. Write it as a record, in a jar that the workers have (--jars), not in a notebook cell."
              .formatted(e.getMessage()),
          e);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot pack %s: %s".formatted(value.getClass(), e), e);
    }
    return bytes.toByteArray();
  }

  /** Packs what holds no recording. */
  static byte[] bytes(Object value) {
    return bytes(
        value,
        run -> {
          throw new IllegalArgumentException("results hold no recording");
        });
  }

  /**
   * {@return what was packed}
   *
   * @throws IllegalStateException if a class is not here
   */
  static Object open(byte[] bytes) {
    try (ObjectInputStream from = new Input(bytes)) {
      return from.readObject();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "No class %s on %s. A discretizer, null or estimator of your own must be in a jar that the workers have: spark-submit --jars."
              .formatted(e.getMessage(), Host.name()),
          e);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot unpack on %s: %s".formatted(Host.name(), e), e);
    }
  }

  private static final class Output extends ObjectOutputStream {

    private final Places places;

    Output(ByteArrayOutputStream to, Places places) throws IOException {
      super(to);
      this.places = places;
      enableReplaceObject(true);
    }

    @Override
    protected @Nullable Object replaceObject(@Nullable Object value) throws IOException {
      if (value instanceof Recording run) {
        return places.of(run);
      }
      if (value instanceof Optional<?> optional) {
        return new OptionalForm(optional.orElse(null));
      }
      if (value == null || value instanceof Serializable || value instanceof Class<?>) {
        return value;
      }
      try {
        if (value instanceof Record) {
          return RecordForm.of(value);
        }
        if (isOurs(value.getClass())) {
          return FieldsForm.of(value);
        }
      } catch (ReflectiveOperationException e) {
        throw new InvalidObjectException(value.getClass() + ": " + e);
      }
      throw new NotSerializableException(value.getClass().getName());
    }

    private static boolean isOurs(Class<?> type) {
      return type.getName().startsWith("org.infoplane.")
          && Modifier.isFinal(type.getModifiers())
          && !type.isHidden();
    }
  }

  private static final class Input extends ObjectInputStream {

    Input(byte[] bytes) throws IOException {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass described)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(
            described.getName(), false, Thread.currentThread().getContextClassLoader());
      } catch (ClassNotFoundException e) {
        return super.resolveClass(described);
      }
    }
  }

  private record OptionalForm(@Nullable Object value) implements Serializable {

    Object readResolve() {
      return Optional.ofNullable(value);
    }
  }

  private record RecordForm(Class<?> type, List<@Nullable Object> values) implements Serializable {

    static RecordForm of(Object value) throws ReflectiveOperationException {
      List<@Nullable Object> values = new ArrayList<>();
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        component.getAccessor().setAccessible(true);
        values.add(component.getAccessor().invoke(value));
      }
      return new RecordForm(value.getClass(), values);
    }

    Object readResolve() throws InvalidObjectException {
      try {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < types.length; i++) {
          types[i] = components[i].getType();
        }
        Constructor<?> constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values.toArray());
      } catch (ReflectiveOperationException e) {
        throw new InvalidObjectException(type + ": " + e);
      }
    }
  }

  private record FieldsForm(Class<?> type, List<@Nullable Object> values) implements Serializable {

    private static List<Field> fields(Class<?> type) {
      List<Field> fields = new ArrayList<>();
      for (Class<?> of = type; of != null && of != Object.class; of = of.getSuperclass()) {
        for (Field field : of.getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers())) {
            field.setAccessible(true);
            fields.add(field);
          }
        }
      }
      return fields;
    }

    static FieldsForm of(Object value) throws ReflectiveOperationException {
      List<@Nullable Object> values = new ArrayList<>();
      for (Field field : fields(value.getClass())) {
        values.add(field.get(value));
      }
      return new FieldsForm(value.getClass(), values);
    }

    Object readResolve() throws InvalidObjectException {
      try {
        Object made = new ObjenesisStd().newInstance(type);
        List<Field> fields = fields(type);
        for (int i = 0; i < fields.size(); i++) {
          fields.get(i).set(made, values.get(i));
        }
        return made;
      } catch (ReflectiveOperationException e) {
        throw new InvalidObjectException(type + ": " + e);
      }
    }
  }
}
