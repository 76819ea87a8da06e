using System.Collections.Concurrent;
using System.Security.Cryptography;
using Symmetry.Engine.Data;

namespace Symmetry.Hosting;

/// <summary>A folder with data sets, each in a file that is named after its hash. Thread-safe.</summary>
/// <remarks>
/// Whoever puts a file there, by <c>symmetry data</c>, a copy or a shared disk: it is read only if its bytes have the hash that
/// a specification asks for, so that every silo trains on the same images.
/// </remarks>
/// <param name="path">The folder; it need not be there until something is put into it.</param>
public sealed class DataSetFolder(string path) : IDataSets
{
    // Files whose hash was found to be right, with what tells whether they were changed since.
    private readonly ConcurrentDictionary<string, (long Length, DateTime Written)> right = new(StringComparer.Ordinal);

    /// <summary>The folder.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Puts images there; they stay as they are if they are there already.</summary>
    /// <returns>The file.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be written.</exception>
    public string Put(ImageSet images)
    {
        var data = DataSet.Of(images);
        var file = FileOf(data);
        if (Refusal(data) is null)
        {
            return file;
        }

        Directory.CreateDirectory(Path);
        var part = file + ".part";
        using (var stream = File.Create(part))
        {
            ImageFormat.Write(images, stream);
        }

        File.Move(part, file, overwrite: true);
        return file;
    }

    /// <summary>Why the images of a data set cannot be read here, in one sentence; <c>null</c> if they can.</summary>
    public string? Refusal(DataSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.IsEmbedded)
        {
            return null;
        }

        try
        {
            var file = new FileInfo(FileOf(data));
            if (!file.Exists)
            {
                return $"The data set {data} is not on this machine: there is no {file.FullName}. Put the file there that symmetry data writes.";
            }

            if (right.TryGetValue(data.Hash, out var known) && known == (file.Length, file.LastWriteTimeUtc))
            {
                return null;
            }

            using var stream = file.OpenRead();
            var found = Convert.ToHexStringLower(SHA256.HashData(stream));
            if (found != data.Hash)
            {
                return $"The file {file.FullName} is not the data set {data}: its bytes have the SHA-256 {found}. Put the file there that symmetry data writes.";
            }

            right[data.Hash] = (file.Length, file.LastWriteTimeUtc);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"The data set {data} cannot be read: {e.Message}";
        }
    }

    /// <inheritdoc/>
    public ImageSet Read(DataSet data)
    {
        if (Refusal(data) is { } refusal)
        {
            throw new DataSetException(refusal);
        }

        try
        {
            using var stream = new BufferedStream(File.OpenRead(FileOf(data)), 1 << 16);
            var images = ImageFormat.Read(stream);
            return (images.Count, images.Height, images.Width, images.Classes) == (data.Count, data.Height, data.Width, data.Classes)
                ? images
                : throw new DataSetException($"The data set {data} names other sizes than its file has: {DataSet.Of(images)}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new DataSetException($"The data set {data} cannot be read: {e.Message}", e);
        }
    }

    private string FileOf(DataSet data) => System.IO.Path.Combine(Path, data.FileName);
}
