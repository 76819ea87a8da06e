using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Symmetry.Analysis.Json;
using Symmetry.Analysis.Questions.Tables;
using Symmetry.Web.Json;

namespace Symmetry.Web;

/// <summary>The JSON API behind the page: reads sweeps, and cancels and resumes them. It is documented in openapi.json.</summary>
/// <param name="grains">Gives access to the grains.</param>
/// <param name="snapshots">The states of the sweeps.</param>
internal sealed partial class SweepApi(IGrainFactory grains, Snapshots snapshots)
{
    private const int MaxRows = 1000;
    private const int MaxCellsOfTable = 5000;

    private ISweepCatalogGrain Catalog => grains.GetGrain<ISweepCatalogGrain>(ISweepCatalogGrain.Key);

    /// <summary>Adds the routes.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/sweeps", ListAsync);
        routes.MapGet("/api/sweeps/{id}", GetAsync);
        routes.MapGet("/api/sweeps/{id}/table", TableAsync);
        routes.MapGet("/api/sweeps/{id}/cells/{cell}/trials", TrialsAsync);
        routes.MapGet("/api/sweeps/{id}/cells/{cell}/trials/{replicate}", TrialAsync);
        routes.MapGet("/api/sweeps/{id}/cells/{cell}/trials/{replicate}/curve", CurveAsync);
        routes.MapPost("/api/sweeps/{id}/cancel", context => ExecuteAsync(context, grain => grain.CancelAsync()));
        routes.MapPost("/api/sweeps/{id}/resume", context => ExecuteAsync(context, grain => grain.ResumeAsync()));
        routes.MapGet("/api/silos", SilosAsync);
    }

    /// <summary>The sweep's id in the path.</summary>
    /// <exception cref="NotFoundException">The path does not contain a valid id.</exception>
    public static string IdOf(HttpContext context) => context.GetRouteValue("id") is string id && IdPattern().IsMatch(id)
        ? id
        : throw new NotFoundException("No such sweep.");

    /// <summary>Opens the sweep in the path.</summary>
    public static async Task<(ISweepGrain Grain, Sweep Sweep)> OpenAsync(IGrainFactory grains, HttpContext context)
    {
        var grain = grains.GetGrain<ISweepGrain>(IdOf(context));
        return (grain, Sweep.Parse(await grain.GetSpecAsync()));
    }

    /// <summary>Reads everything that a sweep found, for answers that are written as a whole.</summary>
    /// <exception cref="NotFoundException">The sweep has too many cells for that.</exception>
    public static Task<SweepRuns> ReadRunsAsync(HttpContext context, ISweepGrain grain, Sweep sweep) => sweep.Cells.Length <= MaxCellsOfTable
        ? SweepRuns.ReadAsync(new GrainRuns(grain, sweep), context.RequestAborted)
        : throw new NotFoundException($"The sweep has {sweep.Cells.Length} cells, more than {MaxCellsOfTable}. Use symmetry table, plot or report.");

    /// <summary>Reads the table that the query of a request selects.</summary>
    public static async Task<SweepTable> ReadTableAsync(HttpContext context, ISweepGrain grain, Sweep sweep)
    {
        var query = context.Request.Query;
        var metrics = query.TryGetValue("on", out var names) ? MetricSelector.FindAll(MetricSelector.Selectable(sweep), names.ToString()) : null;
        var selection = CellSelection.Find(
            sweep, metrics ?? SweepTable.DefaultMetrics(MetricSelector.Selectable(sweep)), TextOf(query, "where"), TextOf(query, "sort"), TopOf(query));
        return new SweepTable(await ReadRunsAsync(context, grain, sweep), metrics, selection: selection);
    }

    private async Task ListAsync(HttpContext context)
    {
        var heads = await Catalog.ListAsync();
        var progress = new List<SweepProgress>();
        foreach (var head in heads)
        {
            progress.Add(head.ToProgress() ?? await ProgressOfAsync(head));
        }

        await JsonResponse.SendAsync(context, json =>
        {
            json.WriteStartArray();
            foreach (var (head, counts) in heads.Zip(progress))
            {
                SweepJson.WriteHead(json, head, counts);
            }

            json.WriteEndArray();
        });
    }

    private async Task<SweepProgress> ProgressOfAsync(SweepHead head)
    {
        try
        {
            return await grains.GetGrain<ISweepGrain>(head.Id).GetProgressAsync();
        }
        catch (RefusedException)
        {
            // The sweep has another numerics version; list it without counts.
            return new SweepProgress(head.Id, head.Name, head.Status, head.Trials, head.Stored, 0, 0, 0, 0, 0, 0);
        }
    }

    private async Task GetAsync(HttpContext context)
    {
        var snapshot = await snapshots.GetAsync(IdOf(context));
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.Body.WriteAsync(snapshot.Json, context.RequestAborted);
    }

    private async Task TableAsync(HttpContext context)
    {
        var (grain, sweep) = await OpenAsync(grains, context);
        var table = await ReadTableAsync(context, grain, sweep);
        await JsonResponse.SendAsync(context, json => TableJson.Write(json, table), isIndented: true);
    }

    private async Task TrialsAsync(HttpContext context)
    {
        var (grain, sweep) = await OpenAsync(grains, context);
        var cell = CellOf(context, sweep);
        var from = Number(context.Request.Query["from"], 0, long.MaxValue, otherwise: 0);
        var count = (int)Number(context.Request.Query["count"], 1, MaxRows, otherwise: 100);
        var rows = await grain.GetRowsAsync(cell.Cell.Number, from, count);
        var (runs, columns) = (new GrainRuns(grain, sweep), new TrialColumns(sweep, cell.Cell));
        await JsonResponse.SendAsync(context, json =>
        {
            json.WriteStartArray();
            foreach (var row in rows)
            {
                TrialJson.Write(json, columns, new ExportedTrial(sweep, cell, runs.Read(row)));
            }

            json.WriteEndArray();
        });
    }

    private async Task TrialAsync(HttpContext context)
    {
        var (grain, sweep) = await OpenAsync(grains, context);
        var cell = CellOf(context, sweep);
        var replicate = Number(context.GetRouteValue("replicate") as string, 0, sweep.Replicates - 1, otherwise: -1);
        var rows = replicate < 0 ? [] : await grain.GetRowsAsync(cell.Cell.Number, replicate, 1);
        if (rows.Length == 0 || rows[0].Trial != sweep.TrialOf(cell.Cell.Number, replicate))
        {
            throw new NotFoundException("No such trial, or it has not ended yet.");
        }

        var trial = new ExportedTrial(sweep, cell, new GrainRuns(grain, sweep).Read(rows[0]));
        await JsonResponse.SendAsync(context, json => TrialJson.Write(json, new TrialColumns(sweep, cell.Cell), trial));
    }

    // The trial is retrained on a slot of a silo, once for all clients that request it in the meantime.
    private async Task CurveAsync(HttpContext context)
    {
        var (_, sweep) = await OpenAsync(grains, context);
        var cell = CellOf(context, sweep).Cell.Number;
        var replicate = Number(context.GetRouteValue("replicate") as string, 0, sweep.Replicates - 1, otherwise: -1);
        var curve = replicate >= 0
            ? await grains.GetGrain<ICurveGrain>(string.Create(CultureInfo.InvariantCulture, $"{sweep.Id}/{sweep.TrialOf(cell, replicate)}")).GetAsync()
            : throw new NotFoundException("No such trial.");
        await JsonResponse.SendAsync(context, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("epochs");
            foreach (var epochs in curve.Epochs)
            {
                json.WriteNumberValue(epochs);
            }

            json.WriteEndArray();
            foreach (var (name, values) in ((string, double[])[])[("train_loss", curve.TrainLoss), ("original", curve.Original), ("inverted", curve.Inverted)])
            {
                json.WriteStartArray(name);
                foreach (var value in values)
                {
                    json.WriteNumberValue(value);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        });
    }

    private async Task ExecuteAsync(HttpContext context, Func<ISweepGrain, Task> action)
    {
        await action(grains.GetGrain<ISweepGrain>(IdOf(context)));
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task SilosAsync(HttpContext context)
    {
        var hosts = await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);
        await JsonResponse.SendAsync(context, json =>
        {
            json.WriteStartArray();
            foreach (var (address, status) in hosts.OrderBy(host => host.Key.ToString(), StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteString("silo", address.ToString());
                json.WriteString("status", status.ToString());
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private static string? TextOf(IQueryCollection query, string name) => query.TryGetValue(name, out var text) ? text.ToString() : null;

    private static int? TopOf(IQueryCollection query) => TextOf(query, "top") is not { } text ? null
        : Number(text, 1, Sweep.MaxCells, otherwise: 0) is > 0 and var top ? (int)top
        : throw new SelectionException($"top: expected a whole number from 1 to {Sweep.MaxCells}, got '{text}'.");

    private static ExportedCell CellOf(HttpContext context, Sweep sweep) =>
        Number(context.GetRouteValue("cell") as string, 0, sweep.Cells.Length - 1, otherwise: -1) is >= 0 and var number
            ? new ExportedCell(sweep, sweep.Cells[(int)number])
            : throw new NotFoundException("No such cell.");

    private static long Number(string? text, long min, long max, long otherwise) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max ? number : otherwise;

    [GeneratedRegex("^[A-Za-z0-9._-]{1,100}$", RegexOptions.NonBacktracking)]
    private static partial Regex IdPattern();
}
