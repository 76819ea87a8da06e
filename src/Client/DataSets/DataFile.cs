using System.Buffers.Binary;
using System.IO.Compression;

namespace Symmetry.Client.DataSets;

/// <summary>A file with images or labels cannot be used.</summary>
/// <param name="message">One sentence: which file, what is wrong where, what is allowed.</param>
/// <param name="inner">What it was found out by, for <c>--debug</c>.</param>
internal sealed class DataFileException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Opens files that may be packed by gzip.</summary>
internal static class DataFile
{
    /// <summary>The bytes of a file, unpacked where they begin as gzip's do.</summary>
    /// <exception cref="DataFileException">It cannot be opened.</exception>
    public static Stream Open(string path)
    {
        try
        {
            var file = File.OpenRead(path);
            var isPacked = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            return isPacked ? Unpack(path, file) : new BufferedStream(file, 1 << 16);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataFileException($"{path}: there is no such file.", e);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new DataFileException($"{path} cannot be read: {e.Message}", e);
        }
    }

    // A packed file that was cut ends quietly; what its last four bytes say of the length tells.
    private static MemoryStream Unpack(string path, FileStream file)
    {
        using (file)
        {
            var unpacked = new MemoryStream();
            using (var gzip = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true))
            {
                gzip.CopyTo(unpacked);
            }

            var last = new byte[sizeof(uint)];
            file.Position = Math.Max(0, file.Length - last.Length);
            if (file.ReadAtLeast(last, last.Length, throwOnEndOfStream: false) < last.Length || BinaryPrimitives.ReadUInt32LittleEndian(last) != (uint)unpacked.Length)
            {
                throw new DataFileException($"{path} is not whole: its end does not fit what is packed in it. Allowed is one gzip file, as gzip writes it.");
            }

            unpacked.Position = 0;
            return unpacked;
        }
    }

    /// <summary>Reads a file, and makes a sentence of what goes wrong meanwhile.</summary>
    public static T Read<T>(string path, Func<Stream, T> read)
    {
        using var stream = Open(path);
        try
        {
            return read(stream);
        }
        catch (EndOfStreamException e)
        {
            throw new DataFileException($"{path} ends too early: a part of it is missing.", e);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new DataFileException($"{path} cannot be read: {e.Message}", e);
        }
    }
}
