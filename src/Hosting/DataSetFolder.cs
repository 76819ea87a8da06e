using System.Collections.Concurrent;
using System.Security.Cryptography;
using Symmetry.Engine.Data;

namespace Symmetry.Hosting;

/// <summary>A folder of data sets, each in a file named after its hash. Thread-safe.</summary>
/// <remarks>
/// Files come from <c>symmetry data</c>, a copy or a shared disk. A file is used only if its bytes have the hash in the specification,
/// so that all silos train on the same images.
/// </remarks>
/// <param name="path">The folder; created when the first data set is added.</param>
public sealed class DataSetFolder(string path) : IDataSets
{
    // Files with a verified hash; length and time show whether they changed since.
    private readonly ConcurrentDictionary<string, (long Length, DateTime Written)> verified = new(StringComparer.Ordinal);

    // A process that adds images and trains on them has them in memory once.
    private readonly ConcurrentDictionary<DataSet, ImageSet> added = new();

    /// <summary>The folder.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>Adds images, unless they are there, and keeps them in memory.</summary>
    /// <returns>The file.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file cannot be written.</exception>
    public string Add(ImageSet images)
    {
        var data = DataSet.FromImages(images);
        added[data] = images;
        var file = FileOf(data);
        if (FindProblem(data) is null)
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

    /// <summary>Why the images of a data set cannot be read, in one sentence; <c>null</c> if they can.</summary>
    public string? FindProblem(DataSet data)
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
                return $"The data set {data} is not on this machine: {file.FullName} does not exist. Copy the file there that 'symmetry data' writes.";
            }

            if (verified.TryGetValue(data.Hash, out var known) && known == (file.Length, file.LastWriteTimeUtc))
            {
                return null;
            }

            using var stream = file.OpenRead();
            var found = Convert.ToHexStringLower(SHA256.HashData(stream));
            if (found != data.Hash)
            {
                return $"{file.FullName} is not the data set {data}: its bytes have the SHA-256 {found}. Replace it with the file that 'symmetry data' writes.";
            }

            verified[data.Hash] = (file.Length, file.LastWriteTimeUtc);
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
        if (FindProblem(data) is { } problem)
        {
            throw new DataSetException(problem);
        }

        if (added.TryGetValue(data, out var known))
        {
            return known;
        }

        try
        {
            using var stream = new BufferedStream(File.OpenRead(FileOf(data)), 1 << 16);
            var images = ImageFormat.Read(stream);
            return (images.Count, images.Height, images.Width, images.Classes) == (data.Count, data.Height, data.Width, data.Classes)
                ? images
                : throw new DataSetException($"The sizes of the data set {data} differ from those in its file: {DataSet.FromImages(images)}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new DataSetException($"The data set {data} cannot be read: {e.Message}", e);
        }
    }

    private string FileOf(DataSet data) => System.IO.Path.Combine(Path, data.FileName);
}
