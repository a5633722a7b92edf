/** Tools. */
package org.tools;
