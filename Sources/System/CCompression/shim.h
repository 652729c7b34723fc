// zlib and Brotli's encoder, opened where they are first used: most builds compress nothing.
#include <brotli/encode.h>
#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>
#include <zlib.h>

#ifdef __APPLE__
#define TRIN_ZLIB_FILE "libz.1.dylib"
#define TRIN_BROTLI_FILE "libbrotlienc.1.dylib"
#else
#define TRIN_ZLIB_FILE "libz.so.1"
#define TRIN_BROTLI_FILE "libbrotlienc.so.1"
#endif

/// A function of a library; NULL where the library is not there.
static inline void *trin_compression_find(const char *file, const char *name) {
  void *library = dlopen(file, RTLD_NOW);
  return library ? dlsym(library, name) : NULL;
}
#define TRIN_COMPRESSION(file, name) ((__typeof__(name) *)trin_compression_find(file, #name))

/// The name of the library that is not there; NULL where all are.
static inline const char *trin_compression_missing(void) {
  if (TRIN_COMPRESSION(TRIN_ZLIB_FILE, deflateInit2_) == NULL) return TRIN_ZLIB_FILE;
  return TRIN_COMPRESSION(TRIN_BROTLI_FILE, BrotliEncoderCompress) == NULL ? TRIN_BROTLI_FILE : NULL;
}

/// - Returns: The length of the result, as a file of gzip without a name and a time; 0 where it is longer than
///   `capacity`, or where zlib is not there.
static inline size_t trin_gzip(const uint8_t *bytes, size_t count, uint8_t *result, size_t capacity) {
  __typeof__(deflateInit2_) *init = TRIN_COMPRESSION(TRIN_ZLIB_FILE, deflateInit2_);
  z_stream stream = {0};
  // 15 bits of window, and 16 more for the header of gzip.
  if (init == NULL || init(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                           (int)sizeof stream) != Z_OK) {
    return 0;
  }
  stream.next_in = (Bytef *)bytes;
  stream.avail_in = (uInt)count;
  stream.next_out = result;
  stream.avail_out = (uInt)capacity;
  const int ended = TRIN_COMPRESSION(TRIN_ZLIB_FILE, deflate)(&stream, Z_FINISH);
  const size_t length = ended == Z_STREAM_END ? stream.total_out : 0;
  TRIN_COMPRESSION(TRIN_ZLIB_FILE, deflateEnd)(&stream);
  return length;
}

/// The same, as Brotli.
static inline size_t trin_brotli(const uint8_t *bytes, size_t count, uint8_t *result, size_t capacity, int quality) {
  __typeof__(BrotliEncoderCompress) *compress = TRIN_COMPRESSION(TRIN_BROTLI_FILE, BrotliEncoderCompress);
  size_t length = capacity;
  if (compress == NULL ||
      !compress(quality, BROTLI_MAX_WINDOW_BITS, BROTLI_MODE_TEXT, count, bytes, &length, result)) {
    return 0;
  }
  return length;
}
