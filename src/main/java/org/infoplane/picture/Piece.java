package org.infoplane.picture;

import java.awt.Color;
import java.awt.Shape;

/**
 * Something on a picture.
 *
 * @param part what it belongs to, such as "x2 labels" or "trace 3 markers"
 * @param words its text, or an empty string
 * @param shape its outline, in pixels of the layout
 * @param color its colour
 */
record Piece(String part, String words, Shape shape, Color color) {}
