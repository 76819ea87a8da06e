using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Symmetry.Analysis.Json;
using Symmetry.Formats.Files;
using Symmetry.Views.Pages;
using Symmetry.Web.Pages;

namespace Symmetry.Web;

/// <summary>Takes files of results: says what their columns mean, or stores them as a sweep; and the page for it.</summary>
internal sealed class ImportApi(IGrainFactory grains)
{
    // A commit of so many rows takes some 50 ms.
    private const int RowsPerCall = 2000;

    /// <summary>Adds the routes.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/import", PageAsync);
        routes.MapPost("/api/results/plan", context => ReadAsync(context, PlanAsync));
        routes.MapPost("/api/results", context => ReadAsync(context, ImportAsync));
    }

    private static Task PageAsync(HttpContext context) => HtmlResponse.SendAsync<ImportPage>(context, new PageContent(new Dictionary<string, object?>()));

    private static async Task ReadAsync(HttpContext context, Func<HttpContext, UploadedResults, Task> answer)
    {
        try
        {
            await answer(context, await UploadedResults.ReadAsync(context));
        }
        catch (DataFileException e)
        {
            await JsonResponse.SendErrorAsync(context, StatusCodes.Status400BadRequest, e.Message);
        }
        catch (RefusedException e)
        {
            await JsonResponse.SendErrorAsync(context, StatusCodes.Status409Conflict, e.Message);
        }
    }

    private static Task PlanAsync(HttpContext context, UploadedResults results) => JsonResponse.SendAsync(context, json =>
    {
        json.WriteStartObject();
        PlanJson.WriteSize(json, results.File.Sweep);
        json.WriteString("roles", results.Roles);
        json.WriteEndObject();
    });

    private async Task ImportAsync(HttpContext context, UploadedResults results)
    {
        var sweep = results.File.Sweep;
        var id = await grains.GetGrain<ISweepCatalogGrain>(ISweepCatalogGrain.Key).SubmitAsync(sweep.Canonical);
        var imported = await StoreMissingAsync(grains.GetGrain<ISweepGrain>(id), results, context.RequestAborted);
        await JsonResponse.SendAsync(
            context,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("sweep", id);
                json.WriteNumber("imported", imported);
                json.WriteEndObject();
            },
            StatusCodes.Status201Created);
    }

    // What is stored stays, so that an interrupted import continues.
    private static async Task<long> StoreMissingAsync(ISweepGrain grain, UploadedResults results, CancellationToken stop)
    {
        var imported = 0L;
        for (var next = 0L; await grain.GetMissingAsync(next) is { Length: > 0 } missing; next = missing[^1].To)
        {
            var trials = missing.SelectMany(range => Enumerable.Range(0, (int)range.Count).Select(i => range.From + i)).Where(results.File.Has);
            foreach (var chunk in trials.Chunk(RowsPerCall))
            {
                stop.ThrowIfCancellationRequested();
                await grain.ImportAsync(Array.ConvertAll(chunk, trial => Encode(results, trial)));
                imported += chunk.Length;
            }
        }

        return imported;
    }

    private static TrialRow Encode(UploadedResults results, long trial)
    {
        var run = results.File.Row(trial);
        return TrialRow.Import(trial, run.Result, run.Silo, run.Seconds, run.Attempts);
    }
}
