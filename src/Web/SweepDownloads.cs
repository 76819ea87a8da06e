using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Symmetry.Analysis.Figures;
using Symmetry.Formats.Exports;
using Symmetry.Formats.Specs;
using Symmetry.Formats.Tables;
using Symmetry.Views.Report;

namespace Symmetry.Web;

/// <summary>What a sweep found, as files: the same bytes as <c>symmetry table</c>, <c>export</c>, <c>report</c> and <c>plot</c> write.</summary>
internal sealed class SweepDownloads(IGrainFactory grains, TimeProvider clock)
{
    private static readonly Dictionary<string, (string Format, string Type)> Tables = new()
    {
        ["csv"] = ("csv", "text/csv; charset=utf-8"),
        ["md"] = ("markdown", "text/markdown; charset=utf-8"),
        ["tex"] = ("latex", "application/x-tex; charset=utf-8"),
        ["json"] = ("json", "application/json; charset=utf-8"),
    };

    private static readonly Dictionary<string, string> Rows = new()
    {
        ["csv"] = "text/csv; charset=utf-8",
        ["jsonl"] = "application/jsonl; charset=utf-8",
        [ParquetExport.Name] = "application/vnd.apache.parquet",
    };

    /// <summary>Adds the routes.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sweeps/{id}/table.{ending}", TableAsync);
        routes.MapGet("/sweeps/{id}/results.{ending}", ResultsAsync);
        routes.MapGet("/sweeps/{id}/report.html", ReportAsync);
        routes.MapGet("/sweeps/{id}/figures/{name}.{ending}", FigureAsync);
    }

    private async Task TableAsync(HttpContext context)
    {
        var ending = EndingOf(context, Tables.Keys);
        var (grain, sweep) = await SweepApi.OpenAsync(grains, context);
        var text = TableFormat.Write(Tables[ending].Format, await SweepApi.ReadTableAsync(context, grain, sweep));
        await SendAsync(context, $"{sweep.Id}-table.{ending}", Tables[ending].Type, text);
    }

    // Rows are sent while they are read, whatever their number.
    private async Task ResultsAsync(HttpContext context)
    {
        var ending = EndingOf(context, Rows.Keys);
        var (grain, sweep) = await SweepApi.OpenAsync(grains, context);
        var (runs, response, stop) = (new GrainRuns(grain, sweep), context.Response, context.RequestAborted);
        if (ending != ParquetExport.Name)
        {
            await TextExport.WriteAsync(runs, sweep.Cells, ExportFormat.Find(ending, sweep), WriteAsync, stop);
            return;
        }

        // Parquet is written with positions, which a response does not have.
        await using var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        });
        await ParquetExport.WriteAsync(runs, sweep.Cells, file, stop);
        file.Position = 0;
        Name(response, $"{sweep.Id}.{ending}", Rows[ending]);
        await file.CopyToAsync(response.Body, stop);

        // Until the first block is there, a mistake is still an answer of its own and not a file.
        ValueTask WriteAsync(ReadOnlyMemory<byte> text)
        {
            if (!response.HasStarted)
            {
                Name(response, $"{sweep.Id}.{ending}", Rows[ending]);
            }

            return response.Body.WriteAsync(text, stop);
        }
    }

    private async Task ReportAsync(HttpContext context)
    {
        var (grain, sweep) = await SweepApi.OpenAsync(grains, context);
        var data = new FigureData(await SweepApi.ReadRunsAsync(context, grain, sweep));
        var claims = StoredClaims.Answer(data.Runs, await grain.GetClaimsAsync());
        await SendAsync(context, $"{sweep.Id}.html", "text/html; charset=utf-8", await HtmlReport.WriteAsync(data, claims, clock.GetUtcNow()));
    }

    private async Task FigureAsync(HttpContext context)
    {
        var name = context.GetRouteValue("name") as string ?? "";
        if (!NamedFigures.Names.Contains(name))
        {
            throw new NotFoundException($"Unknown figure. Valid figures: {string.Join(", ", NamedFigures.Names)}.");
        }

        var ending = EndingOf(context, FigureFormat.Types.Keys);
        var data = FigureData.Find(
            await ReadAsync(context), RouteValues.Filled(context, "baseline"), RouteValues.Filled(context, "on"), RouteValues.Filled(context, "where"),
            RouteValues.Filled(context, "axes"));
        var bytes = FigureFormat.Write(NamedFigures.Draw(data, name), ending);
        Name(context.Response, $"{data.Sweep.Id}-{name}.{ending}", FigureFormat.Types[ending]);
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private async Task<SweepRuns> ReadAsync(HttpContext context)
    {
        var (grain, sweep) = await SweepApi.OpenAsync(grains, context);
        return await SweepApi.ReadRunsAsync(context, grain, sweep);
    }

    private static string EndingOf(HttpContext context, IEnumerable<string> valid) =>
        context.GetRouteValue("ending") is string ending && valid.Contains(ending)
            ? ending
            : throw new NotFoundException($"Unknown file type. Valid types: {string.Join(", ", valid)}.");

    private static Task SendAsync(HttpContext context, string file, string type, string text)
    {
        Name(context.Response, file, type);
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    // Ids have no characters that a header would need to escape.
    private static void Name(HttpResponse response, string file, string type) =>
        (response.ContentType, response.Headers.ContentDisposition) = (type, $"attachment; filename=\"{file}\"");
}
