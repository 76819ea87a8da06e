using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Symmetry.Formats;
using Symmetry.Formats.Files;
using Symmetry.Formats.Results;

namespace Symmetry.Web;

/// <summary>A file of results that a client sent.</summary>
/// <param name="Roles">What its columns mean, in a line.</param>
/// <param name="File">Its results as a sweep.</param>
internal sealed partial record UploadedResults(string Roles, FileSweep File)
{
    private const long MaxBytes = 64L << 20;

    /// <summary>Reads the body of a request as the file that its query names.</summary>
    /// <remarks>The parameters <c>replicate</c>, <c>metric</c> and <c>axis</c> are as on the command line.</remarks>
    /// <exception cref="DataFileException">The file cannot be used; no message names a folder of this machine.</exception>
    /// <exception cref="UsageException">A column that was named is not there.</exception>
    public static async Task<UploadedResults> ReadAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var name = query["name"].ToString();
        if (!FileName().IsMatch(name) || !TableReader.IsTable(name))
        {
            throw new DataFileException($"name: expected the name of a file without a folder, ending in {TableReader.Endings}.");
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = MaxBytes;
        }

        var folder = Directory.CreateTempSubdirectory("symmetry-upload-");
        try
        {
            var path = Path.Combine(folder.FullName, name);
            await using (var file = System.IO.File.Create(path))
            {
                await context.Request.Body.CopyToAsync(file, context.RequestAborted);
            }

            return Read(path, new RoleOptions(TextOf(query, "replicate"), TextOf(query, "metric"), TextOf(query, "axis")));
        }
        catch (Exception e) when (e is DataFileException or UsageException)
        {
            throw new DataFileException(e.Message.Replace(folder.FullName + Path.DirectorySeparatorChar, "", StringComparison.Ordinal), e);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static UploadedResults Read(string path, RoleOptions roles)
    {
        var files = ResultFile.ReadAll([path], roles);
        var sweep = FileSweep.Read(files);
        return sweep.MissingPair is { } missing
            ? throw new DataFileException($"{missing} Add the row, or remove the replicate from every cell.")
            : new UploadedResults(files[0].Roles.Describe(), sweep);
    }

    private static string? TextOf(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    [GeneratedRegex("^[A-Za-z0-9_][A-Za-z0-9 ._+-]{0,99}$", RegexOptions.NonBacktracking)]
    private static partial Regex FileName();
}
