using System.Buffers.Binary;
using System.IO.Compression;

namespace Symmetry.Client.DataSets;

/// <summary>Opens files that may be compressed with gzip.</summary>
internal static class DataFile
{
    /// <summary>Opens a file and decompresses it if it starts with gzip's magic number.</summary>
    /// <exception cref="DataFileException">The file cannot be opened.</exception>
    public static Stream Open(string path)
    {
        try
        {
            var file = File.OpenRead(path);
            var isCompressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            return isCompressed ? Decompress(path, file) : new BufferedStream(file, 1 << 16);
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

    // GZipStream does not report a truncated file, so compare the length with the one in the last four bytes.
    private static MemoryStream Decompress(string path, FileStream file)
    {
        using (file)
        {
            var decompressed = new MemoryStream();
            using (var gzip = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true))
            {
                gzip.CopyTo(decompressed);
            }

            var trailer = new byte[sizeof(uint)];
            file.Position = Math.Max(0, file.Length - trailer.Length);
            if (file.ReadAtLeast(trailer, trailer.Length, throwOnEndOfStream: false) < trailer.Length
                || BinaryPrimitives.ReadUInt32LittleEndian(trailer) != (uint)decompressed.Length)
            {
                throw new DataFileException($"{path} is truncated or damaged: its gzip trailer does not match its contents.");
            }

            decompressed.Position = 0;
            return decompressed;
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
}
