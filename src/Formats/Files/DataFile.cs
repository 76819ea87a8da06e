using System.Buffers.Binary;
using System.IO.Compression;

namespace Symmetry.Formats.Files;

/// <summary>Opens files that may be compressed with gzip.</summary>
internal static class DataFile
{
    /// <summary>The size of the largest file that is read, decompressed: 512 MB.</summary>
    public const long MaxBytes = 1L << 29;

    /// <summary>Opens a file and decompresses it, while it is read, if it starts with gzip's magic number.</summary>
    /// <exception cref="DataFileException">The file cannot be opened, or is larger than <see cref="MaxBytes"/>.</exception>
    public static Stream Open(string path)
    {
        try
        {
            var file = File.OpenRead(path);
            if (file.Length > MaxBytes)
            {
                file.Dispose();
                throw TooLarge(path, MaxBytes);
            }

            var isCompressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            var expected = isCompressed ? TrailerOf(file) : (uint?)null;
            file.Position = 0;

            // Parquet is read from its end, so its stream must seek; a device has no end, and is read up to the limit.
            return isCompressed ? new CheckedStream(new GZipStream(file, CompressionMode.Decompress), path, MaxBytes, expected)
                : file.Length > 0 ? file
                : new CheckedStream(file, path, MaxBytes, expected: null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataFileException($"{path}: no such file.", e);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new DataFileException($"Cannot read {path}: {e.Message}", e);
        }
    }

    /// <summary>Reads a file and turns read errors into a <see cref="DataFileException"/>.</summary>
    public static T Read<T>(string path, Func<Stream, T> read)
    {
        using var stream = Open(path);
        try
        {
            return read(stream);
        }
        catch (EndOfStreamException e)
        {
            throw new DataFileException($"{path} ends too early: part of it is missing.", e);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new DataFileException($"Cannot read {path}: {e.Message}", e);
        }
    }

    /// <summary>Says that a file is too large.</summary>
    public static DataFileException TooLarge(string path, long maxBytes) =>
        new($"{path} is too large: the limit is {Numbers.Count(maxBytes)} bytes, decompressed. Split it, or leave out columns.");

    // The length of the contents, modulo 2^32: the last four bytes.
    private static uint TrailerOf(FileStream file)
    {
        Span<byte> trailer = stackalloc byte[sizeof(uint)];
        file.Position = Math.Max(0, file.Length - trailer.Length);
        return file.ReadAtLeast(trailer, trailer.Length, throwOnEndOfStream: false) == trailer.Length ? BinaryPrimitives.ReadUInt32LittleEndian(trailer) : 0;
    }
}
